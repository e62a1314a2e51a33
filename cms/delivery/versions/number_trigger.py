"""The trigger that numbers a change on PostgreSQL, at the very end of its transaction.

A number taken earlier would have to be held, and with it everybody else who publishes, until the
transaction is over; a number taken without holding it could become visible after a higher one, and
a cache that has seen the higher one would never look for it. So a deferred constraint trigger takes
it: nothing but the commit itself is left to be done while others wait, and they go on only when it
is visible.

The trigger fires for each row of ``delivery_raisedtags``. The first one leaves a note, a row
without tags, which is looked at when all other deferred checks of the transaction are through:
those may have to wait for another transaction, and must not do so while they hold it up. The note
then numbers all the rows of its transaction, which sees no others without a number, and has whoever
waits for commits told of this one: ``cms.database.commits``.
"""

from typing import Any

FUNCTION = """
CREATE OR REPLACE FUNCTION delivery_number_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken bigint;
  random_token bigint := ('x' || left(md5(gen_random_uuid()::text), 16))::bit(64)::bigint;
BEGIN
  IF NEW.tags <> '' THEN
    INSERT INTO delivery_raisedtags (raised_at, cause, tags)
      SELECT NEW.raised_at, '', ''
      WHERE NOT EXISTS (SELECT FROM delivery_raisedtags WHERE version IS NULL AND tags = '');
    RETURN NULL;
  END IF;
  DELETE FROM delivery_raisedtags WHERE id = NEW.id;
  INSERT INTO delivery_contentversion AS one (id, number, token) VALUES (1, 1, random_token)
    ON CONFLICT (id) DO UPDATE SET number = one.number + 1, token = random_token
    RETURNING number INTO taken;
  WITH numbered AS (
    UPDATE delivery_raisedtags SET version = taken, token = random_token WHERE version IS NULL
    RETURNING tags
  )
  INSERT INTO delivery_cachetag (name, version)
    SELECT DISTINCT name, taken FROM numbered, unnest(string_to_array(tags, ' ')) AS name
    ON CONFLICT (name) DO UPDATE SET version = excluded.version;
  PERFORM pg_notify('cms_commits', '');
  RETURN NULL;
END
$$;
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER delivery_number_change
  AFTER INSERT ON delivery_raisedtags
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION delivery_number_change();
"""
DROP = """
DROP TRIGGER delivery_number_change ON delivery_raisedtags;
DROP FUNCTION delivery_number_change();
"""


def create(_apps: Any, schema_editor: Any) -> None:
    """Make the trigger, on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION + TRIGGER, params=None)


def drop(_apps: Any, schema_editor: Any) -> None:
    """Remove the trigger."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)
