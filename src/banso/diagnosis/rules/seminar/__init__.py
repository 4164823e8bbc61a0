"""The seminar edition（経営分析セミナーのワークブック）: a short sheet, read at once."""
