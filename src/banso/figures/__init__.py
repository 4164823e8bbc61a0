"""Figures（決算・月次数値）: what a business's accounts say, by period and by month.

It keeps and checks figures. It does not judge them: ratios, points and findings belong to
diagnosis.
"""
