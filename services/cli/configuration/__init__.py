"""claimwatch.yaml: what it may say, how it is read, checked and changed.

file ─yaml_file─▶ data with lines ─outside─▶ with its secrets ─configuration─▶ one frozen value
"""

from services.cli.configuration.configuration import Configuration, KafkaLogAt, SqliteLogAt, load, load_rules
from services.cli.configuration.yaml_file import ConfigurationError

__all__ = ["Configuration", "ConfigurationError", "KafkaLogAt", "SqliteLogAt", "load", "load_rules"]
