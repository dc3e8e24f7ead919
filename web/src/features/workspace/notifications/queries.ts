/** What members are told of: the organization's settings, and one's own over them. */
import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../../api/client.ts';

export type OwnNotifications = ResponseOf<'GET /api/v1/me/settings/notifications'>;
export type NotificationDefaults = ResponseOf<'GET /api/v1/workspace/notifications'>;

export const ownNotificationsQuery = queryOptions({
  queryKey: ['workspace', 'own-notifications'],
  queryFn: ({ signal }) => call('GET /api/v1/me/settings/notifications', {}, { signal }),
});

export const notificationDefaultsQuery = queryOptions({
  queryKey: ['workspace', 'notification-defaults'],
  queryFn: ({ signal }) => call('GET /api/v1/workspace/notifications', {}, { signal }),
});

export const saveOwnNotifications = (body: InputOf<'PATCH /api/v1/me/settings/notifications'>['body']) =>
  call('PATCH /api/v1/me/settings/notifications', { body });

export const saveNotificationDefaults = (body: InputOf<'PUT /api/v1/workspace/notifications'>['body']) =>
  call('PUT /api/v1/workspace/notifications', { body });
