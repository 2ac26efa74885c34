"""Simulated peers: they rehearse with newcomers, and play whole meetings for those who measure."""
