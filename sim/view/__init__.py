"""What people look at: pages and figures made from what runs recorded."""
