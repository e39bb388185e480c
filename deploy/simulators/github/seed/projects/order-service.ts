import type { ProjectSeed } from "../project.ts";

const PACKAGE = "src/main/java/org/example/orders";

/** A Java service that takes orders. */
export const orderService: ProjectSeed = {
	name: "order-service",
	description: "Takes, prices and keeps orders",
	language: "Java",
	private: false,
	files: {
		"README.md": `# order-service

Takes orders from the web shop.

    ./gradlew test
`,
		"build.gradle": `plugins { id 'java' }

java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }

repositories { mavenCentral() }

dependencies { testImplementation 'org.junit.jupiter:junit-jupiter:5.11.0' }

test { useJUnitPlatform() }
`,
		[`${PACKAGE}/Order.java`]: `package org.example.orders;

import java.time.Instant;
import java.util.List;

/** An order as it was placed; it never changes. */
public record Order(String id, String guestId, List<OrderLine> lines, Instant placedAt) {
    public Order {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("An order needs at least one line");
        }
        lines = List.copyOf(lines);
    }

    public long totalInCents() {
        return lines.stream().mapToLong(OrderLine::totalInCents).sum();
    }
}
`,
		[`${PACKAGE}/OrderLine.java`]: `package org.example.orders;

public record OrderLine(String dishId, int quantity, long priceInCents) {
    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("A quantity is at least 1, not " + quantity);
        }
    }

    public long totalInCents() {
        return quantity * priceInCents;
    }
}
`,
		[`${PACKAGE}/OrderRepository.java`]: `package org.example.orders;

import java.util.List;
import java.util.Optional;

public interface OrderRepository {
    void save(Order order);

    Optional<Order> findById(String id);

    List<Order> findByGuest(String guestId);
}
`,
		[`${PACKAGE}/OrderService.java`]: `package org.example.orders;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Places orders and answers questions about them. */
public class OrderService {
    private final OrderRepository orders;
    private final Clock clock;

    public OrderService(OrderRepository orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    public Order place(String guestId, List<OrderLine> lines) {
        Order order = new Order(UUID.randomUUID().toString(), guestId, lines, clock.instant());
        orders.save(order);
        return order;
    }

    public List<Order> ordersOf(String guestId) {
        return orders.findByGuest(guestId);
    }
}
`,
		"src/test/java/org/example/orders/OrderTest.java": `package org.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void addsUpItsLines() {
        Order order = new Order("1", "guest", List.of(new OrderLine("soup", 2, 320)), Instant.EPOCH);
        assertEquals(640, order.totalInCents());
    }

    @Test
    void needsALine() {
        assertThrows(IllegalArgumentException.class, () -> new Order("1", "guest", List.of(), Instant.EPOCH));
    }
}
`,
	},
	changes: [
		{
			branch: "cancel-orders",
			title: "Cancel an order before it is cooked",
			body: "Guests can cancel within ten minutes.\n\nThe rule lives in `CancellationPolicy`, tested on its edges.",
			adds: {
				[`${PACKAGE}/CancellationPolicy.java`]: `package org.example.orders;

import java.time.Clock;
import java.time.Duration;

/** Orders can be cancelled for ten minutes. */
public class CancellationPolicy {
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;

    public CancellationPolicy(Clock clock) {
        this.clock = clock;
    }

    public boolean allows(Order order) {
        return !clock.instant().isAfter(order.placedAt().plus(WINDOW));
    }
}
`,
			},
			outcome: "merged",
			labels: ["enhancement"],
			verdict: "APPROVED",
			threads: [
				{
					path: `${PACKAGE}/CancellationPolicy.java`,
					at: "isAfter",
					body: "So exactly ten minutes still counts as in time? Then let us say so in the comment.",
					replies: ["Yes, that is what the kitchen asked for. Added to the description."],
					resolved: true,
				},
			],
		},
		{
			branch: "guest-discount",
			title: "Discount for students",
			body: "Students pay 20 % less.",
			edits: {
				[`${PACKAGE}/OrderLine.java`]: [
					[
						"    public long totalInCents() {\n        return quantity * priceInCents;\n    }",
						"    public long totalInCents() {\n        return quantity * priceInCents;\n    }\n\n    public long studentTotalInCents() {\n        return (long) (totalInCents() * 0.8);\n    }",
					],
				],
			},
			outcome: "closed",
			verdict: "CHANGES_REQUESTED",
			summary: "Money through a double loses cents. Let us agree on where discounts live first.",
			comments: ["Closing until we have talked about pricing."],
		},
		{
			branch: "order-history",
			title: "Order history with pages",
			body: "Guests with many orders waited too long. Pages of 20, newest first.",
			edits: {
				[`${PACKAGE}/OrderRepository.java`]: [
					[
						"    List<Order> findByGuest(String guestId);",
						"    List<Order> findByGuest(String guestId, int page, int size);",
					],
				],
				[`${PACKAGE}/OrderService.java`]: [
					[
						"    public List<Order> ordersOf(String guestId) {\n        return orders.findByGuest(guestId);",
						"    public List<Order> ordersOf(String guestId, int page) {\n        return orders.findByGuest(guestId, page, 20);",
					],
				],
			},
			outcome: "open",
			verdict: "COMMENTED",
			threads: [
				{
					path: `${PACKAGE}/OrderService.java`,
					at: "findByGuest(guestId, page, 20)",
					body: "A named constant for 20, please. And what happens with a negative page?",
				},
			],
		},
	],
	issues: [
		{
			title: "Guests order twice by accident",
			body: "A double click on Pay makes two orders. We need an idempotency key.",
			labels: ["bug"],
			comments: ["Happened to me yesterday."],
		},
		{
			title: "Describe the API",
			body: "The web team reads our controllers to find out what exists.",
			labels: ["documentation"],
		},
		{ title: "Upgrade to Java 21", body: "LTS, records with patterns.", labels: ["chore"], closed: true },
	],
};
