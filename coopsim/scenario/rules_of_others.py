"""The numbers of the decision rules that look at others and at the past: imitation, experience, threshold."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Extension, Group, MeanBetween, Meaning


class Imitation(Group):
    """Rule of imitation: how farmers decide | Regla de la imitación: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "imitation",
        ("Rule of imitation", "Regla de la imitación"),
        en="Farmers copy a neighbour who did better.",
        es="El productor copia al vecino a quien le fue mejor.",
        opened_by={"rules": ("imitation",)},
    )
    imitation_noise_usd_per_qq: Annotated[
        float,
        Ge(0.1),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Doubt about who did better", "Duda sobre a quién le fue mejor"),
            en="How unsure a farmer is who did better. Higher: he copies whoever got more less often, and anybody more often",
            es="Qué tan inseguro está un productor de a quién le fue mejor. Si sube, copia menos a quien ganó más y más a otros",
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = 10.0
    look_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("Compares with a neighbour", "Se compara con un vecino"),
            en=(
                "Chance in a harvest month that a farmer compares with a neighbour; otherwise he does as before. "
                "Higher: habits spread faster"
            ),
            es=(
                "Probabilidad de que un productor se compare con un vecino en un mes de cosecha; si no, hace lo de "
                "antes. Si sube, las costumbres se contagian más rápido"
            ),
            source="assumed; about once a harvest",
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = 0.17
    trial_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Tries at random", "Prueba al azar"),
            en=("Chance that a farmer who reconsiders copies nobody and tries either outlet. Higher: less imitation"),
            es=(
                "Probabilidad de que quien cambia de opinión no copie a nadie y pruebe al azar uno de los dos "
                "compradores. Si sube, se imita menos"
            ),
            source="calibrated to what is sold outside in an ordinary year",
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = Distribution(mean=0.15)


class Experience(Group):
    """Rule of experience: how farmers decide | Regla de la experiencia: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "experience",
        ("Rule of experience", "Regla de la experiencia"),
        en="Farmers do more of what has paid.",
        es="El productor repite lo que le ha convenido.",
        opened_by={"rules": ("experience",)},
    )
    forgone_weight_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Weight of the other price", "Peso del precio no recibido"),
            en=(
                "How much the price not received teaches, against the one received (delta). Higher: farmers "
                "learn more from prices they only hear of"
            ),
            es=(
                "Cuánto enseña el precio no recibido frente al recibido (delta). Si sube, se aprende más de "
                "precios que solo se oyen"
            ),
            source="Camerer & Ho 1999: about 0.5; the spread is our assumption",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = Distribution(distribution="beta", mean=0.5, sd=0.15)
    attraction_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            label=("Memory of an outlet", "Memoria de cada comprador"),
            en=("Part of what an outlet was worth that still counts after another harvest month (phi). Higher: a longer memory"),
            es=(
                "Parte de lo que valía un comprador que aún cuenta después de otro mes de cosecha (phi). Si sube, la "
                "memoria es más larga"
            ),
            source="Camerer & Ho 1999: 0.8 to 1",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 0.9
    experience_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            label=("Memory of experience", "Memoria de la experiencia"),
            en=(
                "Part of past experience that still counts after another harvest month (rho, at most phi). "
                "Higher: new months change less"
            ),
            es=(
                "Parte de la experiencia que aún cuenta después de otro mes de cosecha (rho, como máximo phi). Si "
                "sube, los meses nuevos cambian menos"
            ),
            source="Camerer & Ho 1999: 0 to phi; that it equals phi is our assumption",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 0.9
    choice_noise_usd_per_qq: Annotated[
        float,
        Ge(0.1),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Chance in choosing", "Azar al elegir"),
            en="How loosely a farmer follows the outlet that has paid better. Higher: choices look more random",
            es="Cuánto azar hay en la elección del productor. Si sube, sigue menos a quien le pagó mejor",
            source="calibrated to what is sold outside in an ordinary year",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 25.0


class Threshold(Group):
    """Rule of thresholds: how farmers decide | Regla de los umbrales: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "threshold",
        ("Rule of the threshold", "Regla del umbral"),
        en="Farmers deliver once enough of their neighbours do.",
        es="El productor entrega cuando lo hacen bastantes vecinos.",
        opened_by={"rules": ("threshold",)},
    )
    threshold_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Threshold of neighbours", "Umbral de vecinos"),
            en=(
                "Share of neighbours who must sell outside before this farmer does, where both outlets are worth "
                "the same. Higher: leaving spreads less easily"
            ),
            es=(
                "Parte de los vecinos que debe vender afuera antes de que este productor lo haga, si ambos "
                "compradores valen igual. Si sube, la salida se contagia menos"
            ),
            source="Granovetter 1978 (mean 0.25, critical spread 0.10-0.12); that mean also gives ordinary sales outside",
            shows_in="eight-theories",
            needs={"rules": {"threshold": 1.0}},
        ),
    ] = Distribution(distribution="normal", mean=0.25, sd=0.11)
    threshold_scale_usd_per_qq: Annotated[
        float,
        Ge(1),
        Le(2000),
        Meaning(
            "US$/qq",
            label=("Threshold and price", "Umbral y precio"),
            en=(
                "How much better the cooperative must be to raise a farmer's threshold by 100 %. Higher: prices "
                "matter less than neighbours"
            ),
            es=(
                "Cuánto mejor debe ser la cooperativa para subir en 100 % el umbral de un productor. Si sube, el "
                "precio cuenta menos que los vecinos"
            ),
            shows_in="eight-theories",
            needs={"rules": {"threshold": 1.0}},
        ),
    ] = 70.0
