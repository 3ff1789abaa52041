"""What this is for and not for, which reviews are held, whom it tells to call, and what it sends: nothing."""

from ui import resources
from ui.drawing import about
from ui.drawing.show import show

index, fault = resources.index()
register, register_fault = resources.register()
show(about.purpose())
show(about.reviews(index, fault))
show(about.register(register, register_fault))
show(about.privacy(resources.destinations(), resources.settings().keep_days))
