import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { ConnectionPanel } from '../quality/connection-panel';
import { DeviceSettings } from './device-settings';
import { SafetyCodes } from './safety-codes';
import { ShortcutList } from './shortcut-list';

export type MoreTab = 'devices' | 'connection' | 'safety' | 'shortcuts';

interface MoreDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  tab: MoreTab;
  onTabChange: (tab: MoreTab) => void;
  participants: readonly RemoteParticipant[];
  /** Controls for which the toolbar has no room. */
  extraControls: ReactNode;
}

const tabs = [
  { value: 'devices', label: 'Devices' },
  { value: 'connection', label: 'Connection' },
  { value: 'safety', label: 'Safety' },
  { value: 'shortcuts', label: 'Shortcuts' },
] as const satisfies readonly { value: MoreTab; label: string }[];

/** What is needed now and then: devices, connections and data, safety codes, keys. */
export function MoreDialog(props: MoreDialogProps) {
  const { isOpen, onOpenChange, tab, onTabChange, participants, extraControls } = props;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="More">
      {extraControls}
      <Tabs.Root value={tab} onValueChange={(value) => onTabChange(value as MoreTab)}>
        <Tabs.List aria-label="More" className="mb-5 flex rounded-full bg-text/8 p-1">
          {tabs.map(({ value, label }) => (
            <Tabs.Trigger
              key={value}
              value={value}
              className="min-h-11 grow rounded-full px-1 text-[0.8125rem] min-[23rem]:px-2 min-[23rem]:text-sm sm:px-3 sm:text-[0.9375rem] font-medium text-text-muted transition-colors hover:text-text data-[state=active]:bg-text/12 data-[state=active]:text-text"
            >
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {/* As high as the tallest, so that the row of tabs stays where it is. */}
        <div className="min-h-88">
          <Tabs.Content value="devices">
            <DeviceSettings />
          </Tabs.Content>
          <Tabs.Content value="connection">
            <ConnectionPanel participants={participants} />
          </Tabs.Content>
          <Tabs.Content value="safety">
            <SafetyCodes participants={participants} />
          </Tabs.Content>
          <Tabs.Content value="shortcuts">
            <ShortcutList />
          </Tabs.Content>
        </div>
      </Tabs.Root>
    </Dialog>
  );
}
