"""Forms of the room: a contact, a dispatch and its report, the filters of the lists."""
