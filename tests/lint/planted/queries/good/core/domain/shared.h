#define SELECT_SHARED "SELECT id FROM shared "
