'use client';

import {
  CircleAlert,
  DoorOpen,
  Link2Off,
  type LucideIcon,
  MonitorSmartphone,
  ShieldAlert,
  TriangleAlert,
  Unplug,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import { buttonClass } from '../ui/button-class';
import { FocusedHeading } from './focused-heading';
import { MessagePage } from './message-page';

const icons: Partial<Record<ErrorCode, LucideIcon>> = {
  'link-invalid': Link2Off,
  'link-cut-off': Link2Off,
  'link-mistyped': Link2Off,
  'room-mismatch': Link2Off,
  'room-full': Users,
  'browser-unsupported': MonitorSmartphone,
  'devices-insecure-context': ShieldAlert,
  'server-unreachable': Unplug,
  'server-draining': Unplug,
  'call-replaced': DoorOpen,
  'call-tampered': ShieldAlert,
  internal: TriangleAlert,
};

interface ErrorPageProps {
  code: ErrorCode;
  /** In front of **Back to home**: what helps here, such as trying again. */
  actions?: ReactNode;
}

/** A failure that ends the way: its own words, what to do next, and the code in small print. */
export function ErrorPage({ code, actions }: ErrorPageProps) {
  const { title, body, action } = messages[code];
  const Icon = icons[code] ?? CircleAlert;
  return (
    <MessagePage
      icon={<Icon aria-hidden="true" />}
      heading={<FocusedHeading title={title} />}
      body={
        <>
          <p>{body}</p>
          <p className="mt-3 text-text">{action}</p>
        </>
      }
      code={code}
      actions={
        <>
          {actions}
          <a href="/" className={buttonClass(actions ? 'secondary' : 'primary')}>
            Back to home
          </a>
        </>
      }
    />
  );
}
