"""工业互联网: platforms, devices on line and silent, one device's readings and roll-ups, firms with their consent, 设备联网率,
and what was refused. What is recorded (a device, a consent) is recorded on the programmes' pages.
"""
