"""Commands of the installation（コマンド）."""
