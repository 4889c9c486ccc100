"""中小企业数字化水平 the digital level of SMEs: the questionnaires of 2022 and 2024 as data, a level from answers."""
