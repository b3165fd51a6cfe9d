import { Toaster as Sonner } from 'sonner';

/** Where toasts appear: below the recording bar and what is said of the connection, one below the other. */
export function Toaster() {
  return (
    <Sonner
      theme="dark"
      position="top-center"
      offset={76}
      mobileOffset={{ top: 'calc(max(12px, env(safe-area-inset-top)) + 60px)' }}
      gap={8}
      // Stacked they would show through: they are not equally wide.
      expand
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'font-sans flex w-fit max-w-full items-center inset-x-0 min-[601px]:mx-auto gap-3 rounded-[1.25rem] bg-surface-raised px-5 py-3 text-text shadow-float ring-1 ring-white/10 focus-visible:outline-2! focus-visible:outline-ring!',
          title: 'text-[0.9375rem] font-medium',
          actionButton:
            '-my-1 -mr-3 ml-auto min-h-11 shrink-0 rounded-full px-3 text-[0.9375rem] font-semibold text-accent hover:bg-text/10',
          description: 'mt-0.5 text-sm text-text-muted',
        },
      }}
    />
  );
}
