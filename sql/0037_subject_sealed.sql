-- Which insurer, agency or authority a report is about is sealed with the rest of what it says, as an enterprise was before: routing
-- is done when it comes in, and no figure asks for it. Of what kind it is stays readable.
UPDATE report SET subject_id = NULL WHERE subject_id IS NOT NULL;
