"""様式用テキスト: what is written under each heading with its length, to copy into a form."""

from __future__ import annotations

from banso.core.documents.blocks import Block, Paper, Sentence, Text
from banso.core.era import in_era
from banso.plans.documents.around import Making, headed, paper_of, written
from banso.plans.rules.kinds import Section, characters

TITLE = "様式用テキスト"
CHECK = (
    "見出しと字数は目安です。申請する回の公募要領と最新の様式を必ず確かめてから写してください。"
    "字数は改行を数えず、空白は数えます。"
)
_LINE = "─" * 30
_END = "\r\n"  # what every editor of Windows shows as a line


def form_paper_of(making: Making) -> Paper:
    """Each heading, its length against the limit, and its text as it stands."""
    blocks: list[Block] = [Sentence(CHECK)]
    for section in making.content.kind.sections:
        text = making.content.text_of(section.key)
        blocks += headed(section.ja, Text(length_words(section, text), quiet=True))
        blocks.append(Text(written(text)))
    blocks += [Text(line, quiet=True) for line in making.sources[:1]]
    return paper_of(making, TITLE, blocks)


def form_text_of(making: Making) -> bytes:
    """The same as plain text, UTF-8 with the mark that Windows reads it by."""
    lines = [
        f"{TITLE}　{making.business_name}",
        f"{making.content.title}（{making.content.kind.ja}）",
        f"{making.edition_words}　{in_era(making.printed_on)} 作成　{making.organisation}",
        CHECK,
        making.sources[0],
    ]
    for section in making.content.kind.sections:
        text = making.content.text_of(section.key)
        lines += ["", _LINE, f"■ {section.ja}　[{length_words(section, text)}]", "", written(text)]
    return _END.join("\n".join(lines).splitlines()).encode("utf-8-sig")


def length_words(section: Section, text: str) -> str:
    """「412字／1,000字まで」; beyond it by how many; 「任意」 where it may stay blank."""
    length = characters(text)
    told = f"{length:,}字"
    if section.limit is not None:
        told += f"／{section.limit:,}字まで"
        if length > section.limit:
            told += f"。{length - section.limit:,}字超えています"
    return told if section.is_needed else f"{told}（任意）"
