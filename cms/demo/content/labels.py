"""The categories and tags of the news."""

from datetime import date

from cms.demo.content.parts import Label

PUBLISHED_ON = date(2019, 3, 4)

CATEGORIES = [
    Label("certification", "Certification"),
    Label("testing", "Testing and laboratories"),
    Label("standards", "Standards"),
    Label("partnerships", "Partnerships"),
    Label("training", "Training and events"),
    Label("notices", "Service notices"),
]

TAGS = [
    Label("annual-report", "Annual report"),
    Label("automotive", "Automotive"),
    Label("battery", "Batteries"),
    Label("calibration", "Calibration"),
    Label("carbon", "Carbon footprint"),
    Label("consultation", "Consultation"),
    Label("cybersecurity", "Cybersecurity"),
    Label("electric-vehicles", "Electric vehicles"),
    Label("energy-efficiency", "Energy efficiency"),
    Label("guide", "Guide"),
    Label("household-appliances", "Household appliances"),
    Label("innovation", "Innovation"),
    Label("laboratory", "Laboratory"),
    Label("opening-hours", "Opening hours"),
    Label("seminar", "Seminar"),
    Label("standards-research", "Standards research"),
]
