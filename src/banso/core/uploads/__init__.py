"""Files that people send（添付）: received within bounds, judged by content, kept, handed out.

``checking.check_upload`` is the one rule of what may be kept; every room asks it. What decodes
pictures and pages runs in a process of its own (``drawing``), bounded in memory and time.
"""
