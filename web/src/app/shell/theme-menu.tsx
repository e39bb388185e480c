import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuRadioGroup,
	DropdownMenuRadioItem,
	DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu.tsx";
import { chooseTheme, themes, useTheme } from "@/lib/theme.ts";

const looks = {
	light: { icon: Sun, label: "Light" },
	dark: { icon: Moon, label: "Dark" },
	system: { icon: Monitor, label: "System" },
};

export function ThemeMenu() {
	const { theme, dark } = useTheme();
	const Icon = dark ? Moon : Sun;
	return (
		<DropdownMenu>
			<DropdownMenuTrigger asChild>
				<Button variant="ghost" size="icon" aria-label="Theme">
					<Icon aria-hidden="true" />
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end">
				<DropdownMenuRadioGroup value={theme}>
					{themes.map((choice) => {
						const { icon: ChoiceIcon, label } = looks[choice];
						return (
							<DropdownMenuRadioItem key={choice} value={choice} onSelect={() => chooseTheme(choice)}>
								<ChoiceIcon aria-hidden="true" /> {label}
							</DropdownMenuRadioItem>
						);
					})}
				</DropdownMenuRadioGroup>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
