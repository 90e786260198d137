"""What goes out in Excel and comes home: questions, their answers, and the decisions that these become."""
