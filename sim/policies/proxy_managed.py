"""Managing to a proxy (essay 003): executives steer by the survey score, from a distance."""

from sim.model.practices import Practices

DESCRIBES = "steer by the survey score, far from the front line"
PRACTICES = Practices(goal_score=1.0, immersion=0.0, score_management=0.3)
