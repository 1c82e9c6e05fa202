"""The texts that the summary writer is trained on: a paragraph for each set of facts.

A prompt is a line of words: the section, the style, a variant, and the words of each fact. The paragraph tells each of
those facts and nothing else, in the style asked for, with the phrases of ../../phrases.json. What differs from table to
table stands in slots such as <rows>, which code fills in later: the network can neither invent nor misspell a number.

Every choice between wordings is made by the variant, so that the same prompt has one right answer.
"""
import hashlib
import json
import pathlib
import random
import re

STYLES = ["plain", "executive", "technical"]
VARIANTS = 8
PHRASES = json.loads((pathlib.Path(__file__).parent.parent.parent / "phrases.json").read_text())
SECTIONS = list(PHRASES)

# Facts that are never told together: each against any of the others.
APART = {
    "quality": [("clean", "missing repeats constant empty outliers")],
    "target": [("classes", "range skew")],
    "model": [
        ("model", "training accuracy sure rare ranking calibration error explained interval weighted left kept"),
        ("accuracy", "error explained interval"),
        ("rare", "error explained interval"),
        ("ranking", "error explained interval"),
        ("calibration", "error explained interval"),
        ("left", "kept"),
    ],
    "predictors": [("likely", "top carry effect unused")],
    "advice": [],
}


def forms(section):
    """The ways in which each fact of a section can be: {"missing": ["missing=none", "missing=few+where=one", ...]}."""
    groups = {}
    for form in PHRASES[section]:
        groups.setdefault(form.split("=")[0], []).append(form)
    return groups


FORMS = {section: forms(section) for section in SECTIONS}


def sample(draw):
    """A section, and facts of it that can be told together, in order."""
    while True:
        section = draw.choice(SECTIONS)
        share = draw.choice([0.3, 0.6, 0.9])
        told = {name: draw.choice(ways) for name, ways in FORMS[section].items() if draw.random() < share}
        for name, others in APART.get(section, []):
            clash = [other for other in others.split() if other in told]
            if name in told and clash:
                for loser in [name] if draw.random() < 0.6 else clash:
                    del told[loser]
        if told:
            return section, list(told.values())


def choose(template, variant):
    """Resolves {a|b} by the variant; a later choice of a template turns at another pace than the first."""
    count = 0
    while True:
        match = re.search(r"\{([^{}]*)\}", template)
        if not match:
            return template
        options = match.group(1).split("|")
        template = template[: match.start()] + options[((variant >> 1) + count) % len(options)] + template[match.end():]
        count += 1


def phrase(section, form, style, variant):
    templates = PHRASES[section][form][style]
    return choose(templates[variant % len(templates)], variant)


def prompt(section, style, variant, told):
    return [section, style, f"v{variant}", *(word for form in told for word in form.split("+"))]


def paragraph(section, style, variant, told):
    return " ".join(phrase(section, form, style, variant) for form in told).split()


def held_out(section, told):
    """About one in twenty sets of facts is never trained on, in any style or variant; sets of one or two always are."""
    name = " ".join([section, *told])
    return len(told) > 2 and hashlib.md5(name.encode()).digest()[0] < 13


def prompt_words():
    words = [word for section in SECTIONS for form in PHRASES[section] for word in form.split("+")]
    return list(dict.fromkeys([*SECTIONS, *STYLES, *(f"v{number}" for number in range(VARIANTS)), *words]))


def text_words():
    """Every word that a paragraph can hold."""
    return sorted({
        word
        for section in SECTIONS
        for form in PHRASES[section]
        for style in STYLES
        for variant in range(VARIANTS)
        for word in phrase(section, form, style, variant).split()
    })


if __name__ == "__main__":
    draw = random.Random(3)
    for _ in range(12):
        section, told = sample(draw)
        style, variant = draw.choice(STYLES), draw.randrange(VARIANTS)
        print(*prompt(section, style, variant, told))
        print("   ", *paragraph(section, style, variant, told))
    lengths = [len(prompt(s, "plain", 0, told)) + len(paragraph(s, "plain", 3, told)) for s, told in (sample(draw) for _ in range(20_000))]
    print(len(text_words()), "words;", sum(lengths) / len(lengths), "words a prompt with its paragraph,", max(lengths), "at most")
