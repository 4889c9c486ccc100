"""数字化诊断 pages: diagnoses and coverage of the cloud, one diagnosis with its questionnaire, an enterprise before and after."""
