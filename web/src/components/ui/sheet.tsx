import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface SheetProps {
	open: boolean;
	onOpenChange(open: boolean): void;
	title: string;
	children: ReactNode;
}

/** A drawer from the left that keeps focus inside and closes by Escape, the scrim or its button. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
	return (
		<Dialog.Root open={open} onOpenChange={onOpenChange}>
			<Dialog.Portal>
				<Dialog.Overlay className="data-[state=open]:fade-in-0 fixed inset-0 z-40 bg-black/50 data-[state=open]:animate-in" />
				<Dialog.Content
					aria-describedby={undefined}
					className="data-[state=open]:slide-in-from-left fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-sidebar shadow-xl data-[state=open]:animate-in"
				>
					<Dialog.Title className="sr-only">{title}</Dialog.Title>
					{children}
					<Dialog.Close asChild>
						<Button variant="ghost" size="icon" aria-label="Close menu" className="absolute top-2.5 right-2">
							<X aria-hidden="true" />
						</Button>
					</Dialog.Close>
				</Dialog.Content>
			</Dialog.Portal>
		</Dialog.Root>
	);
}
