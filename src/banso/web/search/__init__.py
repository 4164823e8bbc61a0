"""Search over everything（さがす）: one box, one page, and the index built anew."""
