// Before every test: all messages of all languages are there, as in a page that has opened everything.

import { catalogues, fetchMessages, messageParts, messagesOf } from '#words/messages.ts';

for (const language of Object.keys(catalogues)) messagesOf(language);
await Promise.all(messageParts.map(fetchMessages));
