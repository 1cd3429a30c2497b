<?cs include!"layout.cs" ?>
