/** Where the managed login sends people back to (ID-01). Registered with the user pool's client. */
export const CALLBACK_PATH = '/api/v1/auth/oauth/cognito/callback';

/** The session's cookies go to these routes only. */
export const SESSION_PATH = '/api/v1/auth';

/** What an outside console may reach with its own tokens. */
export const CONSOLE_PATHS = '/admin/';
