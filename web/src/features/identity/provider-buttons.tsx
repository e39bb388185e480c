import { useQuery } from "@tanstack/react-query";
import { LogIn } from "lucide-react";
import { Loaded } from "@/components/loaded.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { ProviderMark } from "./provider-mark.tsx";
import { identityProvidersQuery, signInAddress } from "./queries.ts";

/** One way in for each provider that this server knows. */
export function ProviderButtons({ returnTo }: { returnTo: string | undefined }) {
	const providers = useQuery(identityProvidersQuery);
	return (
		<Loaded query={providers} skeleton={<Skeleton className="h-11 w-full" />}>
			{(list) =>
				list.length === 0 ? (
					<Alert kind="warning" title="No sign-in provider is set up">
						Whoever runs this server sets <code>GITHUB_OAUTH_CLIENT_ID</code> and{" "}
						<code>GITHUB_OAUTH_CLIENT_SECRET</code>, then restarts it.
					</Alert>
				) : (
					<ul className="space-y-2.5">
						{list.map(({ registrationId, displayName, providerType }) => (
							<li key={registrationId}>
								<Button asChild size="lg" className="w-full">
									<a href={signInAddress(registrationId, returnTo)}>
										{providerType === "GITHUB" ? <ProviderMark /> : <LogIn aria-hidden="true" />}
										Continue with {displayName}
									</a>
								</Button>
							</li>
						))}
					</ul>
				)
			}
		</Loaded>
	);
}
