"""ローカルベンチマーク（経済産業省）: six indicators, and 1 to 5 points beside the industry."""
