"""The pages: ``looking`` at the year, its days and its stations; ``taking`` a file in; the ``rules``; ``water`` sections."""
