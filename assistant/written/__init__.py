"""Written mode: a model composes claims over numbered sentences, and code checks each before it is shown."""
