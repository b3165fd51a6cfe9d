import { Compass } from 'lucide-react';
import { buttonClass } from '../ui/button-class';
import { headingClass, MessagePage } from './message-page';

/** An address of this site that leads nowhere. */
export function NotFoundPage() {
  return (
    <MessagePage
      icon={<Compass aria-hidden="true" />}
      heading={<h1 className={headingClass}>There is nothing here</h1>}
      body={<p>This address leads to no page. If it was meant to be a call, copy the whole link again.</p>}
      code="404"
      actions={
        <a href="/" className={buttonClass()}>
          Back to home
        </a>
      }
    />
  );
}
