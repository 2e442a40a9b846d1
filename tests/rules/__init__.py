"""The rules over facts that are sound one by one."""
