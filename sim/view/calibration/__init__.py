"""The pages of a calibration: facts before, after and held back, or months of data against the fitted firm's."""
