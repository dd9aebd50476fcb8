"""Event types that grammar treats alike. The classes of the ontology say what they are; these say how they are told."""

STRIKES = frozenset({"Attack", "AirStrike", "Shelling", "MissileOrDroneStrike", "Bombing"})
FROM_AFAR = frozenset({"AirStrike", "Shelling", "MissileOrDroneStrike"})
"""What a body named before the noun does ("NATO air strike"), where of a "UN bombing" it may be what was hit."""
VIOLENT = STRIKES | {"ArmedClash", "Assassination", "Abduction", "Offensive", "Siege", "Capture"}
HARM = frozenset({"Death", "Injury", "Damage"})
SUFFERED = HARM | {"Displacement"}
EFFECTS = SUFFERED | {"Return"}
CAUSED = EFFECTS | {"Closure", "Withdrawal"}
"""What somebody may bring about who is not the one that it happens to: "forced people to flee"."""
MENACING = VIOLENT | HARM | {"Sanction", "Closure", "Arrest", "Withdrawal"}
"""What can be threatened; anything else announced so is planned."""
MOVED = frozenset({"Deployment", "Reinforcement", "Withdrawal"})
SPEECH_ACTS = frozenset({"Demand", "Accuse", "Reject", "Threaten", "Promise", "Concede", "Praise"})
UNDERTAKINGS = frozenset({"Demand", "Promise", "Threaten"})
"""Speech acts that are of an act to come: without a topic or somebody they are about they say nothing."""
TALKS = frozenset({"Meeting", "PhoneCall", "Agree", "Cooperate"})
COUNTING = MOVED | {"Closure", "Patrol", "Arrest", "Abduction", "Aid", "Protest", "PhoneCall", "Clearance"}
"""Events whose figures count who or what acts or is acted on."""
ON_THE_GROUND = (
    STRIKES
    | MOVED
    | {"ArmedClash", "Offensive", "Siege", "BreakSiege", "Capture", "Visit", "Displacement", "Return", "Damage"}
    | {"Closure", "Reopening", "Clearance", "Protest"}
    | {"controls", "connects", "locatedIn", "basedAt", "borders"}
)
"""What is told of a place as ground, not as the government that sits there."""
SUSPECTED_OF = frozenset({"memberOf", "worksFor", "leads", "backs", "opposes", "alliedWith", "holdsPosition"})
"""What somebody may only be thought to be: an alleged member, a suspected financier."""
