"""Rule tree, dossier and agreement to a determination: verdict, trace, assumptions, margins, decisive facts."""
