/** Calls of Django's ORM that ask the database. Each has a twin with an `a` before its name, since Django 4.1 or 4.2. */

const managers = [
  'django.db.models.Model.objects',
  'django.db.models.Model._default_manager',
  'django.db.models.Manager',
  'django.db.models.QuerySet',
];

const queries =
  'get create get_or_create update_or_create bulk_create bulk_update count exists first last earliest latest in_bulk ' +
  'aggregate delete update contains explain';

const ofModels = 'save delete refresh_from_db';

/** Full names. */
export const querysetCalls: readonly string[] = [
  ...managers.flatMap((owner) => queries.split(' ').map((name) => `${owner}.${name}`)),
  ...ofModels.split(' ').map((name) => `django.db.models.Model.${name}`),
  'django.shortcuts.get_object_or_404',
  'django.shortcuts.get_list_or_404',
];

/** Last names of the callees. */
export const querysetNames: readonly string[] = [
  ...new Set(querysetCalls.map((name) => name.slice(name.lastIndexOf('.') + 1))),
];
