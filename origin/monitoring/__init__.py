"""Reports on how preferential arrangements are used, verified and circumvented, by agreement and partner country."""
