"""Language models behind one port, and what keeps them from costing or saying too much."""
