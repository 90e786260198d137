"""Read and validate what people write by hand beside the submissions."""
