"""Made-up people and trade names, with their tallies（氏名・屋号とフリガナ）."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from banso.web.demo.luck import chance


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and as read."""

    text: str
    kana: str


@dataclass(frozen=True, slots=True)
class FullName:
    """Someone's name as written and as read."""

    surname: Word
    given: Word

    @property
    def text(self) -> str:
        """「髙橋 美津子」."""
        return f"{self.surname.text} {self.given.text}"

    @property
    def kana(self) -> str:
        """「タカハシ ミツコ」."""
        return f"{self.surname.kana} {self.given.kana}"


def _words(listed: str) -> tuple[Word, ...]:
    return tuple(Word(*entry.split("/")) for entry in listed.split())


# Frequent ones stand first; variant kanji (髙﨑𠮷邊齋濵) are there for the search to stumble over.
SURNAMES = _words("""
佐藤/サトウ 鈴木/スズキ 高橋/タカハシ 髙橋/タカハシ 小林/コバヤシ 新井/アライ 清水/シミズ
星野/ホシノ 中島/ナカジマ 斎藤/サイトウ 齋藤/サイトウ 斉藤/サイトウ 吉田/ヨシダ 𠮷田/ヨシダ
関口/セキグチ 金井/カナイ 岡田/オカダ 木村/キムラ 田村/タムラ 渡辺/ワタナベ 渡邊/ワタナベ
渡邉/ワタナベ 富澤/トミザワ 富沢/トミザワ 山﨑/ヤマザキ 山崎/ヤマザキ 岩﨑/イワサキ
黒澤/クロサワ 黒沢/クロサワ 萩原/ハギワラ 荻原/オギワラ 青木/アオキ 飯塚/イイヅカ 石井/イシイ
石川/イシカワ 市川/イチカワ 伊藤/イトウ 井上/イノウエ 今井/イマイ 岩井/イワイ 内田/ウチダ
梅山/ウメヤマ 大塚/オオツカ 大澤/オオサワ 大沢/オオサワ 小川/オガワ 小野里/オノザト 加藤/カトウ
神戸/カンベ 北爪/キタヅメ 木暮/コグレ 久保田/クボタ 栗原/クリハラ 桑原/クワバラ 剣持/ケンモチ
近藤/コンドウ 坂本/サカモト 櫻井/サクライ 桜井/サクライ 佐々木/ササキ 志村/シムラ 島田/シマダ
嶋田/シマダ 下田/シモダ 須藤/ストウ 砂賀/スナガ 関/セキ 反町/ソリマチ 高井/タカイ 髙井/タカイ
高山/タカヤマ 武井/タケイ 田島/タジマ 田中/タナカ 塚越/ツカゴシ 土屋/ツチヤ 都丸/トマル
長井/ナガイ 中澤/ナカザワ 永井/ナガイ 根岸/ネギシ 野口/ノグチ 橋爪/ハシヅメ 長谷川/ハセガワ
羽鳥/ハトリ 濵野/ハマノ 林/ハヤシ 原田/ハラダ 樋口/ヒグチ 廣瀬/ヒロセ 広瀬/ヒロセ 深澤/フカサワ
福島/フクシマ 福田/フクダ 藤井/フジイ 藤巻/フジマキ 藤生/フジュウ 堀越/ホリコシ 本多/ホンダ
前原/マエハラ 松井/マツイ 松本/マツモト 眞下/マシモ 丸山/マルヤマ 宮﨑/ミヤザキ 宮下/ミヤシタ
茂木/モテギ 森田/モリタ 柳澤/ヤナギサワ 柳沢/ヤナギサワ 湯浅/ユアサ 横山/ヨコヤマ 吉井/ヨシイ
若林/ワカバヤシ 和田/ワダ
""")
_MEN_OLD = _words("""
勝/マサル 清/キヨシ 弘/ヒロシ 茂/シゲル 進/ススム 昇/ノボル 正男/マサオ 義男/ヨシオ 幸雄/ユキオ
和夫/カズオ 文雄/フミオ 光男/ミツオ 孝一/コウイチ 信行/ノブユキ 敏夫/トシオ 久雄/ヒサオ
昭二/ショウジ 三郎/サブロウ 利明/トシアキ 政信/マサノブ 忠/タダシ 守/マモル 博文/ヒロフミ
芳男/ヨシオ 良一/リョウイチ 喜久雄/キクオ
""")
_MEN_YOUNG = _words("""
誠/マコト 浩二/コウジ 健一/ケンイチ 隆/タカシ 哲也/テツヤ 直樹/ナオキ 大輔/ダイスケ 和也/カズヤ
達也/タツヤ 剛/ツヨシ 洋平/ヨウヘイ 拓海/タクミ 翔太/ショウタ 健太郎/ケンタロウ 雄介/ユウスケ
亮/リョウ 智之/トモユキ 康平/コウヘイ 慎吾/シンゴ 悠斗/ユウト 圭/ケイ 優/ユウ
""")
_WOMEN_OLD = _words("""
和子/カズコ 幸子/サチコ 節子/セツコ 洋子/ヨウコ 京子/キョウコ 久美子/クミコ 美津子/ミツコ
文江/フミエ とし子/トシコ きよ/キヨ 順子/ジュンコ 恵美子/エミコ 光江/ミツエ 典子/ノリコ
""")
_WOMEN_YOUNG = _words("""
美咲/ミサキ 由香/ユカ 裕子/ユウコ 直美/ナオミ 香織/カオリ 麻衣/マイ 彩/アヤ 千尋/チヒロ
真由美/マユミ さくら/サクラ 恵/メグミ 智子/トモコ 桃子/モモコ ひかり/ヒカリ 愛/アイ
""")
_OLD_UNTIL = 1965

# Words nobody would name a real society's member after in good faith of being found by it.
BRANDS = _words("""
つむぎ野/ツムギノ こだぬき/コダヌキ そらまめ/ソラマメ かざぐるま/カザグルマ ほたる坂/ホタルザカ
ゆきうさぎ/ユキウサギ はにわ屋/ハニワヤ こがね色/コガネイロ みどり丘/ミドリオカ
あかね雲/アカネグモ つばめ返し/ツバメガエシ とおり雨/トオリアメ ひだまり坂/ヒダマリザカ
からっ風/カラッカゼ くじら雲/クジラグモ きつね日和/キツネビヨリ たんぽぽ野/タンポポノ
まめ福/マメフク ふくろう/フクロウ めだか/メダカ 三日月/ミカヅキ 七色/ナナイロ 五つ星/イツツボシ
一番星/イチバンボシ 千羽/センバ 万葉の丘/マンヨウノオカ 若草の里/ワカクサノサト
青い鳥/アオイトリ 赤とんぼ/アカトンボ 白樺の道/シラカバノミチ 銀の鈴/ギンノスズ
金の糸/キンノイト 夢見月/ユメミヅキ 風見鶏/カザミドリ 虹の橋/ニジノハシ 星見台/ホシミダイ
花しおり/ハナシオリ 春告鳥/ハルツゲドリ 秋桜/コスモス 朝ぼらけ/アサボラケ 夕凪/ユウナギ
木もれ日/コモレビ 小鹿/コジカ 子だぬき堂/コダヌキドウ 山ねこ/ヤマネコ 麦わら/ムギワラ
石ころ/イシコロ 積み木/ツミキ 糸ぐるま/イトグルマ 繭玉/マユダマ 桑の実/クワノミ
古墳の里/コフンノサト 埴輪の馬/ハニワノウマ 勾玉/マガタマ 歌碑の道/カヒノミチ
にんじん畑/ニンジンバタケ リトルベア/リトルベア サンフラワー/サンフラワー
ムーンライト/ムーンライト ブルースカイ/ブルースカイ ハーモニー/ハーモニー
スターリング/スターリング グリーンフィールド/グリーンフィールド コットンテイル/コットンテイル
マーガレット/マーガレット ウィンディ/ウィンディ セイバーズ/セイバーズ ポラリス/ポラリス
パステル/パステル ひなげし/ヒナゲシ すずらん通り/スズランドオリ れんげ草/レンゲソウ
かたつむり/カタツムリ どんぐり/ドングリ もぐら/モグラ やまびこ/ヤマビコ こもれび/コモレビ
かわせみ/カワセミ しじみ蝶/シジミチョウ ふきのとう/フキノトウ
""")


def surname(rng: Random) -> Word:
    """A surname; those that stand first in the list come oftener."""
    return SURNAMES[int(len(SURNAMES) * rng.random() ** 1.4)]


def someone(rng: Random, *, born: int, surname_is: Word | None = None) -> FullName:
    """A person of that birth year; three in four owners are men, as the office finds them."""
    is_old = born < _OLD_UNTIL
    if chance(rng, 75):
        given = _MEN_OLD if is_old else _MEN_YOUNG
    else:
        given = _WOMEN_OLD if is_old else _WOMEN_YOUNG
    return FullName(surname_is or surname(rng), rng.choice(given))


def spouse(rng: Random, owner: FullName) -> FullName:
    """Someone of the family who keeps the books."""
    return FullName(owner.surname, rng.choice(_WOMEN_OLD))


def successor(rng: Random, owner: FullName) -> FullName:
    """A son or daughter of the owner."""
    return FullName(owner.surname, rng.choice(_MEN_YOUNG + _WOMEN_YOUNG))
