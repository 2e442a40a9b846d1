"""What tradetalks promises, tested."""
