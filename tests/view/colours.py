"""Colours as everybody sees them: distances under any colour vision, contrasts, and what style sheets declare."""

import re

import numpy as np

from tests.paths import ROOT

# Machado, Oliveira & Fernandes 2009, full severity, on linear sRGB.
VISION = {
    "usual": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(color):
    """Linear sRGB of #rrggbb."""
    parts = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(color, vision):
    """CIELAB of #rrggbb as seen with a colour vision."""
    xyz = TO_XYZ @ np.clip(np.array(VISION[vision]) @ linear(color), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other, vision):
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def contrast(one, other):
    """WCAG's contrast ratio."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(color)) for color in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def declared(sheet, name):
    """A colour of a style sheet in sim/view: on light pages and on dark ones."""
    css = (ROOT / "sim" / "view" / sheet).read_text(encoding="utf-8")
    return re.findall(rf"--{name}: (#[0-9a-f]+)", css)
