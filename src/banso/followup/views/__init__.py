"""Pages of follow-up（フォローアップ）."""
