import { buttonClass } from '../ui/button-class';
import { headingClass, MessagePage } from './message-page';

/** Drawn here: an icon of the library would be a script that every page carries. */
function Compass() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <circle cx="12" cy="12" r="10" />
      <path d="m16 8-2.5 5.5L8 16l2.5-5.5Z" />
    </svg>
  );
}

/** An address of this site that leads nowhere. */
export function NotFoundPage() {
  return (
    <MessagePage
      icon={<Compass />}
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
