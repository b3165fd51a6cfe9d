import { configure } from '@testing-library/react';
import '@/lib/testing/restore-globals';

// Ends what hangs, as `expect.poll` of vitest.config.ts does. Testing Library's own second is less than a busy machine needs.
configure({ asyncUtilTimeout: 30_000 });
