"""What a claimant states: the product, its bill of materials, its processes and the evidence."""
