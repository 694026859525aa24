from heedful.satisfaction.models.indicators import (
    OF_SURVEYS,
    Basis,
    Benchmark,
    Indicator,
    IndicatorVersion,
)
from heedful.satisfaction.models.you_said import YouSaid

__all__ = ["OF_SURVEYS", "Basis", "Benchmark", "Indicator", "IndicatorVersion", "YouSaid"]
