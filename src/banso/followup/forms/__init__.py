"""Forms of follow-up（フォローアップ）."""
