'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { FocusedHeading } from './focused-heading';
import { MessagePage } from './message-page';

/** Our own mistake: nothing the person did, and a reload usually helps. The link still works. */
export function CrashPage() {
  return (
    <MessagePage
      icon={<TriangleAlert aria-hidden="true" />}
      heading={<FocusedHeading title="Something went wrong" />}
      body={<p>It is our fault, not yours. If you were in a call, reload the page to get back into it.</p>}
      code="internal"
      actions={
        <>
          <Button onClick={() => location.reload()}>Reload the page</Button>
          <a href="/" className={buttonClass('secondary')}>
            Back to home
          </a>
        </>
      }
    />
  );
}
