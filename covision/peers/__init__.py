"""Simulated peers: they rehearse with newcomers, play whole meetings and carry load; they speak HTTP like a browser."""
